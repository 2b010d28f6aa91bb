using Cer.Operations.People.Sessions;
using NodaTime;

namespace Cer.Operations.People;

/// <summary>Lets people in by login, password and, where they have an app, its code.</summary>
/// <remarks>A login that nobody has takes the same way, time and words as one with a wrong password.</remarks>
public sealed class SignIn(
    IPeopleStore people,
    ISessionStore sessions,
    IAttemptStore attempts,
    PasswordCheck passwords,
    CodeCheck codes,
    Entrance entrance,
    TimeProvider time)
{
    private const int LongestLogin = 100;

    private Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());

    public async Task<SignInOutcome> RunAsync(
        string login, string password, string? code, Visitor visitor, CancellationToken cancellation)
    {
        var name = login.Trim().ToLowerInvariant();
        if (name.Length > LongestLogin) name = name[..LongestLogin];
        var device = visitor.Device is { } shown && await sessions.KnowsAsync(shown, name, cancellation) ? shown : null;
        var keys = AttemptKey.Of(name, visitor, device is not null);
        if (await attempts.BeginAsync(keys, Now, cancellation) is { } wait) return new SignInOutcome.TooOften(wait);

        var known = await people.CredentialsAsync(name, cancellation) is { Enabled: true } found ? found : null;
        if (!await passwords.FitsAsync(known?.Password, password, cancellation)) return new SignInOutcome.Wrong();
        if (known!.Totp is not null)
        {
            if (string.IsNullOrWhiteSpace(code))
            {
                await attempts.ForgiveAsync(keys, cancellation);
                return new SignInOutcome.CodeNeeded();
            }

            switch (await codes.UseAsync(known, code, device, cancellation))
            {
                case CodeOutcome.Wrong: return new SignInOutcome.WrongCode();
                case CodeOutcome.TooOften tooOften: return new SignInOutcome.TooOften(tooOften.Wait);
            }
        }

        await attempts.ForgiveAsync(keys, cancellation);
        return new SignInOutcome.Welcome(
            await entrance.OpenAsync(known.Person, visitor, SignInWay.Password, cancellation));
    }
}
