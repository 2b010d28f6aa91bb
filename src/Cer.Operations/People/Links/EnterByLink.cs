using Cer.Operations.People.Sessions;

namespace Cer.Operations.People.Links;

/// <summary>Lets a member in by a link of a letter, once; who has an app is asked for its code as well.</summary>
public sealed class EnterByLink(
    ILinkStore links, IPeopleStore people, ISessionStore sessions, CodeCheck codes, Entrance entrance)
{
    public async Task<SignInOutcome> RunAsync(
        SecretToken token, string? code, Visitor visitor, CancellationToken cancellation)
    {
        if (await links.FindAsync(token, cancellation) is not { } person
            || await people.CredentialsAsync(person, cancellation) is not { } known) return new SignInOutcome.Wrong();
        if (known.Totp is not null)
        {
            if (string.IsNullOrWhiteSpace(code)) return new SignInOutcome.CodeNeeded();
            var device = visitor.Device is { } shown && await sessions.KnowsAsync(shown, known.Login, cancellation) ? shown : null;
            switch (await codes.UseAsync(known, code, device, cancellation))
            {
                case CodeOutcome.Wrong: return new SignInOutcome.WrongCode();
                case CodeOutcome.TooOften tooOften: return new SignInOutcome.TooOften(tooOften.Wait);
            }
        }

        return await links.SpendAsync(token, cancellation) is { } spent
            ? new SignInOutcome.Welcome(await entrance.OpenAsync(spent, visitor, SignInWay.Link, cancellation))
            : new SignInOutcome.Wrong();
    }
}
