namespace Cer.Domain.Codes;

/// <summary>Why an hour of a series needs somebody's decision.</summary>
public enum HourNeed
{
    Missing,
    Estimated,
    Calculated,
}
