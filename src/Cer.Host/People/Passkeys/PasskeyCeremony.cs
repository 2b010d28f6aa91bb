using Cer.Operations.People.News;
using Cer.Operations.People.Passkeys;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Cer.Host.People.Passkeys;

/// <summary>Asks passkeys and judges their answers, by the handler of WebAuthn that ships with the framework.</summary>
/// <remarks>
/// W3C Web Authentication level 3, sections 7.1 and 7.2. The device must have verified its user: a passkey stands for
/// password and code.
/// </remarks>
internal sealed class PasskeyCeremony(
    IPasskeyStore passkeys,
    SecretBox box,
    TellOwner tell,
    TimeProvider time,
    ILoggerFactory logs,
    IServiceProvider services)
{
    /// <summary>The question by which a person adds a passkey.</summary>
    public async Task<PasskeyQuestion> AskToAddAsync(HttpContext context, Uri origin, PasskeyOwner owner)
    {
        using var users = Users();
        var asked = await Handler(users, origin).MakeCreationOptionsAsync(
            new() { Id = owner.Handle, Name = owner.Login, DisplayName = owner.Name }, context);
        return new(
            asked.CreationOptionsJson,
            PasskeyState.Seal(PasskeyState.Add, asked.AttestationState ?? "", owner.Person, box, time));
    }

    /// <summary>The passkey that answered; null when it did not, or not to this question here.</summary>
    public async Task<(StoredPasskey Passkey, byte[] Challenge)?> AddedAsync(
        HttpContext context, Uri origin, PasskeyOwner owner, string credential, string state)
    {
        if (PasskeyState.Open(state, PasskeyState.Add, owner.Person, box, time) is not { } asked) return null;
        using var users = Users();
        var result = await Handler(users, origin).PerformAttestationAsync(
            new() { HttpContext = context, CredentialJson = credential, AttestationState = asked.Question });
        return result is { Succeeded: true } && result.UserEntity.Id == owner.Handle
            ? (Stored(result.Passkey) with { Domain = origin.Host }, asked.Hash)
            : null;
    }

    /// <summary>The question by which somebody enters, whoever it is.</summary>
    public async Task<PasskeyQuestion> AskToEnterAsync(HttpContext context, Uri origin)
    {
        using var users = Users();
        var asked = await Handler(users, origin).MakeRequestOptionsAsync(null, context);
        return new(
            asked.RequestOptionsJson, PasskeyState.Seal(PasskeyState.Enter, asked.AssertionState ?? "", 0, box, time));
    }

    /// <summary>The person whose passkey answered, once; null when none did, or not to this question here.</summary>
    public async Task<int?> EnteredAsync(HttpContext context, Uri origin, string credential, string state)
    {
        if (PasskeyState.Open(state, PasskeyState.Enter, 0, box, time) is not { } asked) return null;
        using var users = Users();
        var result = await Handler(users, origin).PerformAssertionAsync(
            new() { HttpContext = context, CredentialJson = credential, AssertionState = asked.Question });
        if (result is not { Succeeded: true }) return null;
        var person = result.User.Person;
        // Level 3, section 7.2, step 22: a copy is somewhere, so neither of the two gets in, and the owner is told.
        var use = await tell.WithAsync(
            () => passkeys.UseAsync(Stored(result.Passkey), asked.Hash, context.RequestAborted),
            found => found == PasskeyUse.WentBack ? person : null,
            AccountNews.PasskeyCopied,
            context.RequestAborted);
        return use == PasskeyUse.Good ? person : null;
    }

    private static StoredPasskey Stored(UserPasskeyInfo passkey) => new(
        passkey.CredentialId,
        passkey.PublicKey,
        passkey.SignCount,
        [.. (passkey.Transports ?? []).Where(transport => transport.Length <= 30).Take(10)],
        passkey.IsBackupEligible,
        passkey.IsBackedUp);

    private static PasskeyHandler<PasskeyOwner> Handler(UserManager<PasskeyOwner> users, Uri origin) => new(
        users,
        Options.Create(new IdentityPasskeyOptions
        {
            ServerDomain = origin.Host,
            UserVerificationRequirement = "required",
            ResidentKeyRequirement = "required",
            AttestationConveyancePreference = "none",
            ValidateOrigin = asked => ValueTask.FromResult(
                !asked.CrossOrigin && asked.TopOrigin is null
                && asked.Origin == origin.GetLeftPart(UriPartial.Authority)),
        }));

    private UserManager<PasskeyOwner> Users() => new(
        new PasskeyUsers(passkeys),
        Options.Create(new IdentityOptions()),
        new PasswordHasher<PasskeyOwner>(),
        [],
        [],
        new UpperInvariantLookupNormalizer(),
        new IdentityErrorDescriber(),
        services,
        logs.CreateLogger<UserManager<PasskeyOwner>>());
}
