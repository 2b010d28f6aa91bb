namespace Cer.Domain.Codes;

/// <summary>How a quantity came to be known. What is missing has no value.</summary>
public enum Quality
{
    Measured,
    Estimated,
    Calculated,
}
