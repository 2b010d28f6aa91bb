using System.Net;
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
    TimeProvider time)
{
    private const int LongestLogin = 100;

    private Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());

    public async Task<SignInOutcome> RunAsync(
        string login, string password, string? code, IPAddress? address, CancellationToken cancellation)
    {
        var name = login.Trim().ToLowerInvariant();
        if (name.Length > LongestLogin) name = name[..LongestLogin];
        var keys = AttemptKey.Of(name, address);
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

            switch (await codes.UseAsync(known, code, cancellation))
            {
                case CodeOutcome.Wrong: return new SignInOutcome.WrongCode();
                case CodeOutcome.TooOften tooOften: return new SignInOutcome.TooOften(tooOften.Wait);
            }
        }

        await attempts.ForgiveAsync(keys, cancellation);
        var token = SecretToken.New();
        await sessions.OpenAsync(known.Person, token, cancellation);
        await people.NoteAsync($"person:{known.Person}", "signed in", known.Person, cancellation);
        return new SignInOutcome.Welcome(token);
    }
}
