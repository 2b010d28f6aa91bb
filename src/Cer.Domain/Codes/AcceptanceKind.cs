namespace Cer.Domain.Codes;

/// <summary>What a person decided about hours that nobody measured.</summary>
public enum AcceptanceKind
{
    /// <summary>The values that are there, estimated or calculated, are good.</summary>
    Estimated,

    /// <summary>Nothing flowed: zeros were entered, and stand as calculated.</summary>
    Zeroed,

    /// <summary>They stay missing: the point is left out of them whole.</summary>
    Excluded,
}
