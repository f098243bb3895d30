"""Convert oxygen between grams, litres, cubic metres, flows, cylinders and gauges."""
