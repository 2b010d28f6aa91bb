namespace Cer.Workflows.Checking;

/// <summary>Something in a definition that would not do what was meant.</summary>
/// <param name="ActivityId">Where; null for the definition as a whole.</param>
/// <param name="Field">Of the activity; null for the activity as a whole.</param>
/// <param name="Message">What was found, and what was expected.</param>
/// <param name="Prevents">Whether it cannot be published with it.</param>
public sealed record Problem(string? ActivityId, string? Field, string Message, bool Prevents = true)
{
    public override string ToString()
    {
        var place = ActivityId is null ? "workflow" : Field is null ? ActivityId : $"{ActivityId}.{Field}";
        return $"{place}: {Message}";
    }
}
