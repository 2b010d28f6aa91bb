namespace Cer.Operations.Intake;

/// <summary>Why a message was refused before it was read.</summary>
public enum RefusedAtDoor
{
    /// <summary>The sender had sent too much.</summary>
    TooMany,

    /// <summary>Too large, too slow, broken off, or of another type.</summary>
    BadBody,
}
