using System.Security.Cryptography;
using Cer.Operations.People.News;
using Cer.Operations.People.Sessions;
using NodaTime;

namespace Cer.Operations.People;

/// <summary>What a person does with the own account: the first password, another one, codes of an app.</summary>
public sealed class OwnAccount(
    IPeopleStore people,
    ISessionStore sessions,
    IAttemptStore attempts,
    PasswordCheck passwords,
    CodeCheck codes,
    SecretBox box,
    Entrance entrance,
    TellOwner tell,
    TimeProvider time)
{
    private const string WrongPassword = "Found another password, expected your present one.";
    private const string Wait = "Found too many attempts, expected a pause.";

    private Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());

    /// <summary>Accepts an invite with a password; null when there is no such invite.</summary>
    public async Task<AccountOutcome?> AcceptAsync(
        SecretToken invite, string password, Visitor visitor, CancellationToken cancellation)
    {
        if (await people.FindInviteAsync(invite, cancellation) is not { } open) return null;
        if (PasswordRule.Problem(password, open.Login) is { } problem) return new AccountOutcome.Refused(problem, "next");
        var hash = await passwords.HashAsync(password, cancellation);
        var isReset = await people.CredentialsAsync(open.Login, cancellation) is { Password: not null };
        if (await tell.WithAsync(
            () => people.AcceptAsync(invite, hash, cancellation),
            accepted => isReset ? accepted : null,
            AccountNews.PasswordReset,
            cancellation) is not { } person) return null;
        return new AccountOutcome.Done(await entrance.OpenAsync(person, visitor, SignInWay.Invite, cancellation));
    }

    /// <param name="person">Whose.</param>
    /// <param name="current">The present password.</param>
    /// <param name="next">The next one.</param>
    /// <param name="endKeys">Whether passkeys and tokens end as well; sessions elsewhere end in any case.</param>
    /// <param name="visitor">From where.</param>
    /// <param name="cancellation">Stops the wait.</param>
    public async Task<AccountOutcome> ChangePasswordAsync(
        Person person, string current, string next, bool endKeys, Visitor visitor, CancellationToken cancellation)
    {
        if (PasswordRule.Problem(next, person.Login) is { } problem) return new AccountOutcome.Refused(problem, "next");
        if (await ProveAsync(person, current, visitor, cancellation) is { } refusal) return refusal;
        var hash = await passwords.HashAsync(next, cancellation);
        await tell.WithAsync(
            () => people.SetPasswordAsync(person.Id, hash, endKeys, person.Signature, cancellation),
            person.Id,
            AccountNews.PasswordChanged,
            cancellation);
        return await SignInAnewAsync(person.Id, visitor, cancellation);
    }

    /// <summary>A secret for an app; null when codes of one are asked for already.</summary>
    public async Task<string?> OfferTotpAsync(Person person, CancellationToken cancellation)
    {
        if (person.Totp) return null;
        var secret = RandomNumberGenerator.GetBytes(Totp.SecretBytes);
        await people.OfferTotpAsync(person.Id, box.Seal(secret, person.Id), cancellation);
        return Totp.Base32(secret);
    }

    public async Task<AccountOutcome> ConfirmTotpAsync(
        Person person, string code, Visitor visitor, CancellationToken cancellation)
    {
        var known = await people.CredentialsAsync(person.Id, cancellation);
        if (known?.OfferedTotp is null)
            return new AccountOutcome.Refused("Found no app to confirm, expected one: ask for its secret first.");
        switch (await codes.LookAtFirstAsync(known, code, cancellation))
        {
            case CodeOutcome.TooOften tooOften: return new AccountOutcome.TooOften(Wait, tooOften.Wait);
            case CodeOutcome.Right right:
                await tell.WithAsync(
                    () => people.ConfirmTotpAsync(person.Id, right.Step, person.Signature, cancellation),
                    person.Id,
                    AccountNews.AppAdded,
                    cancellation);
                return await SignInAnewAsync(person.Id, visitor, cancellation);
            default:
                return new AccountOutcome.Refused(
                "Found another code, expected the one that the app shows now.", "code");
        }
    }

    /// <summary>Asks for no codes any more, of a person who has proved who it is.</summary>
    public Task RemoveTotpAsync(Person person, CancellationToken cancellation) => tell.WithAsync(
        () => people.RemoveTotpAsync(person.Id, person.Signature, cancellation), person.Id, AccountNews.AppRemoved, cancellation);

    /// <summary>Asks for the password and, where there is an app, its code: for what opens another way in.</summary>
    /// <returns>Why not; null when both are the person's.</returns>
    public async Task<AccountOutcome?> ProveAsync(
        Person person, Proof proof, Visitor visitor, CancellationToken cancellation)
    {
        if (await ProveAsync(person, proof.Password, visitor, cancellation) is { } refusal) return refusal;
        if (await people.CredentialsAsync(person.Id, cancellation) is not { Totp: not null } known) return null;
        if (string.IsNullOrWhiteSpace(proof.Code)) return new AccountOutcome.CodeNeeded(false);
        var device = visitor.Device is { } shown && await sessions.KnowsAsync(shown, person.Login, cancellation) ? shown : null;
        return await codes.UseAsync(known, proof.Code, device, cancellation) switch
        {
            CodeOutcome.Right => null,
            CodeOutcome.TooOften tooOften => new AccountOutcome.TooOften(Wait, tooOften.Wait),
            _ => new AccountOutcome.CodeNeeded(true),
        };
    }

    /// <summary>Asks for the password once more, before what an unguarded screen must not do.</summary>
    /// <returns>Why not; null when it is the person's.</returns>
    public async Task<AccountOutcome?> ProveAsync(
        Person person, string password, Visitor visitor, CancellationToken cancellation)
    {
        var isKnown = visitor.Device is { } device && await sessions.KnowsAsync(device, person.Login, cancellation);
        var keys = AttemptKey.Of(person.Login, visitor, isKnown);
        if (await attempts.BeginAsync(keys, Now, cancellation) is { } wait) return new AccountOutcome.TooOften(
            Wait, wait);
        var known = await people.CredentialsAsync(person.Id, cancellation);
        if (!await passwords.FitsAsync(known?.Password, password, cancellation)) return new AccountOutcome.Refused(
            WrongPassword, "current");
        await attempts.ForgiveAsync(keys, cancellation);
        return null;
    }

    /// <summary>Every session was ended; whoever did this goes on with a new one.</summary>
    private async Task<AccountOutcome> SignInAnewAsync(int person, Visitor visitor, CancellationToken cancellation) =>
        new AccountOutcome.Done(await entrance.OpenAsync(person, visitor, SignInWay.Change, cancellation));
}
