"""The technician's one form."""

from django import forms

from paxweb.frame.forms import SpokenForm


class AgainForm(SpokenForm):
    """Which folder is tried again."""

    arrival = forms.UUIDField(widget=forms.HiddenInput)
