using Cer.Operations.People.Sessions;
using NodaTime;

namespace Cer.Operations.People;

/// <summary>What became of somebody who wanted to sign in.</summary>
public abstract record SignInOutcome
{
    private SignInOutcome()
    {
    }

    public sealed record Welcome(Entered Entered) : SignInOutcome;

    /// <summary>The login or the password: which of them is not said.</summary>
    public sealed record Wrong : SignInOutcome;

    /// <summary>The password is right, and a code must come with it.</summary>
    public sealed record CodeNeeded : SignInOutcome;

    public sealed record WrongCode : SignInOutcome;

    public sealed record TooOften(Duration Wait) : SignInOutcome;
}
