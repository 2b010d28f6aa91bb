using System.Text.Json;
using Cer.Messaging.HomeAssistant;
using Cer.Operations.Ingress;
using Cer.Operations.Ports;

namespace Cer.Host.Addon.FirstStart;

/// <summary>Lets an administrator of Home Assistant in as the first of ours, once, while nobody has come in yet.</summary>
/// <remarks>
/// Who calls tells no role, so Home Assistant is asked: the command config/auth/list of its core, which names the groups of each
/// user. Afterwards its administrators have no right here by being that.
/// </remarks>
internal sealed class FirstAdministrator(IPeopleStore people, IHomeUserStore homeUsers, HomeClient? client = null) : IDisposable
{
    /// <summary>As the add-on's start calls the first one.</summary>
    public const string Login = "amministratore";

    private const string Signature = "home-assistant";
    private const int PasswordBytes = 32;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _one = new(1);

    /// <summary>Whether nobody has ever come in.</summary>
    public async Task<bool> IsFirstAsync(CancellationToken cancellation) =>
        (await people.ListAsync(cancellation)).All(known => known is { State: not PersonState.Active, SeenAt: null });

    /// <summary>Whether Home Assistant calls a user its administrator; null when it could not be asked.</summary>
    public async Task<bool?> IsAdministratorThereAsync(HomeUser user, CancellationToken cancellation)
    {
        if (client is null) return null;
        try
        {
            client.Start();
            var all = await client.AskAsync("config/auth/list", null, cancellation).WaitAsync(Patience, cancellation);
            return all.EnumerateArray().Any(one => Text(one, "id") == user.Id && IsAdministrator(one));
        }
        catch (Exception failure) when (failure is HomeFault or TimeoutException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Makes the user the administrator of the house, or says why not.</summary>
    /// <returns>Null when it was done.</returns>
    public async Task<ClaimRefusal?> ClaimAsync(HomeUser user, CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            if (!await IsFirstAsync(cancellation)) return ClaimRefusal.SomebodyIsIn;
            switch (await IsAdministratorThereAsync(user, cancellation))
            {
                case null: return ClaimRefusal.HomeIsAway;
                case false: return ClaimRefusal.NotThere;
            }

            await homeUsers.FindAsync(user, cancellation);
            cancellation.ThrowIfCancellationRequested();
            // From here on who called may go: the person counts as being in only when the user is linked, so this can be done again.
            var (person, token) = await InviteAsync(user);
            if (!await homeUsers.LinkAsync(user.Id, person, Signature, CancellationToken.None)) return ClaimRefusal.HomeIsAway;
            await AcceptAsync(token);
            return null;
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private async Task<(int Person, SecretToken Token)> InviteAsync(HomeUser user)
    {
        var token = SecretToken.New();
        PersonRole[] roles = [new(Role.Administrator, null, null, null)];
        var name = user.Name.Length > 0 ? user.Name : "Amministratore";
        if ((await people.ListAsync(CancellationToken.None)).FirstOrDefault(known => known.Person.Login == Login) is not { } known)
        {
            var made = await people.AddAsync(new(Login, name, null, roles), token, Signature, CancellationToken.None)
                ?? throw new InvalidOperationException("Found the first login taken meanwhile, expected nobody to have come in.");
            return (made.Person, token);
        }

        await people.ChangeAsync(known.Person.Id, new(name, known.Email, roles), Signature, CancellationToken.None);
        await people.InviteAsync(known.Person.Id, token, Signature, CancellationToken.None);
        return (known.Person.Id, token);
    }

    /// <summary>A password that nobody knows: the person enters by Home Assistant until an invite gives it another.</summary>
    private async Task AcceptAsync(SecretToken token)
    {
        var password = Convert.ToHexString(System.Security.Cryptography.RandomNumberGenerator.GetBytes(PasswordBytes));
        _ = await people.AcceptAsync(token, PasswordHash.Of(password), CancellationToken.None)
            ?? throw new InvalidOperationException("Found an invite of just now that is over, expected it to be good.");
    }

    /// <summary>A system user is nobody at a browser, and one who was switched off has no say.</summary>
    private static bool IsAdministrator(JsonElement user) => IsTrue(user, "is_active") && !IsTrue(user, "system_generated")
        && (IsTrue(user, "is_owner") || (user.TryGetProperty("group_ids", out var groups)
            && groups.ValueKind == JsonValueKind.Array && groups.EnumerateArray().Any(group => group.ValueEquals("system-admin"))));

    private static string? Text(JsonElement of, string name) =>
        of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static bool IsTrue(JsonElement of, string name) =>
        of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;
}
