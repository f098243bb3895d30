"""Pictures: values in, SVG text out; one look for the web page, the PDF and the mail.

A picture holds no words of its own: titles, labels and units come from the caller in
the reader's language, numbers go through the caller's `SayNumber`.
"""
