namespace Cer.Operations.People.Passkeys;

/// <summary>What became of a passkey's answer.</summary>
public enum PasskeyUse
{
    /// <summary>It lets its owner in.</summary>
    Good,

    /// <summary>The question was answered before, or the passkey is gone.</summary>
    Over,

    /// <summary>The count is not higher than the last: the passkey is a copy, or was copied.</summary>
    WentBack,
}
