using NodaTime;

namespace Cer.Operations.People;

/// <summary>Checks codes of apps; a million of them are few, so guessing is slowed down for each person.</summary>
public sealed class CodeCheck(IPeopleStore people, IAttemptStore attempts, SecretBox box, TimeProvider time)
{
    private Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());

    /// <summary>A code of the app that is asked for; each is taken once.</summary>
    /// <param name="known">Whose.</param>
    /// <param name="code">As it was typed.</param>
    /// <param name="device">By which the person signed in before; null when it comes from elsewhere.</param>
    /// <param name="cancellation">Stops the wait.</param>
    public async Task<CodeOutcome> UseAsync(
        Credentials known, string code, SecretToken? device, CancellationToken cancellation)
    {
        var outcome = await LookAsync(known, known.Totp, code, device, cancellation);
        return outcome is CodeOutcome.Right right && !await people.UseTotpAsync(known.Person, right.Step, cancellation)
            ? new CodeOutcome.Wrong()
            : outcome;
    }

    /// <summary>The first code of an app that was offered.</summary>
    public Task<CodeOutcome> LookAtFirstAsync(Credentials known, string code, CancellationToken cancellation) =>
        LookAsync(known, known.OfferedTotp, code, null, cancellation);

    private async Task<CodeOutcome> LookAsync(
        Credentials known, byte[]? sealedSecret, string code, SecretToken? device, CancellationToken cancellation)
    {
        var keys = AttemptKey.OfCodes(known.Login, device);
        if (await attempts.BeginAsync(keys, Now, cancellation) is { } wait) return new CodeOutcome.TooOften(wait);
        var typed = code.Replace(" ", "", StringComparison.Ordinal);
        if (sealedSecret is null || typed.Length != Totp.Digits
            || box.Open(sealedSecret, known.Person) is not { } secret
            || Totp.StepOf(typed, secret, time.GetUtcNow()) is not { } step)
            return new CodeOutcome.Wrong();
        await attempts.ForgiveAsync(keys, cancellation);
        return new CodeOutcome.Right(step);
    }
}
