"""The monthly report for the head (D3): its facts, and the paper made of them."""
