namespace Cer.Operations.People.News;

/// <summary>What happened to a person's account that the person is written about.</summary>
public enum AccountNews
{
    PasswordChanged,

    /// <summary>By an invite of whoever runs the house: passkeys, tokens and the app went with the old password.</summary>
    PasswordReset,

    PasskeyAdded,
    PasskeyRemoved,

    /// <summary>A passkey answered with a count that was used before: there is a copy of it.</summary>
    PasskeyCopied,

    AppAdded,
    AppRemoved,

    /// <summary>A token for a program, made by the person.</summary>
    TokenMade,

    /// <summary>A token for a program, made by whoever runs the house.</summary>
    TokenMadeForYou,

    /// <summary>Goes to the address of before.</summary>
    EmailChanged,
}
