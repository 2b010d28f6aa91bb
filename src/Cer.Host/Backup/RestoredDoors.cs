using System.Globalization;
using Cer.Host.Data;
using Cer.Host.People;

namespace Cer.Host.Backup;

/// <summary>Says to who restored a backup how people come in again, and makes the invites of those who run the house.</summary>
internal sealed class RestoredDoors(IServiceProvider services, string folder)
{
    private const string Signature = "restore";

    public async Task TellAsync(bool kept, Action<string> tell, CancellationToken cancellation)
    {
        var manage = services.GetRequiredService<ManagePeople>();
        var all = await manage.ListAsync(null, cancellation);
        if (all.Count == 0) return;
        tell("");
        tell("Sessions, tokens for programs, links by e-mail and open invites of the backup are over.");
        if (kept)
        {
            tell("Passwords, passkeys and apps are those of the backup, as --keep-people asks: what was changed, removed or disabled");
            tell("after it opens again. Look at the page Persone, and disable or invite anew whoever it concerns.");
        }
        else
        {
            tell(string.Create(
                CultureInfo.InvariantCulture,
                $"No password, passkey or app of the {all.Count} people opens any more: the backup does not know what was changed,"));
            tell("removed or disabled after it. Each comes in again by a new invite: from the page Persone, or all of them by");
            tell("  cer person invite --everybody");
            var place = new InvitePlace(Settings.Read(folder));
            foreach (var one in all.Where(one => one.State == PersonState.Invited && RunsTheHouse(one.Person)))
            {
                if (await manage.InviteAsync(one.Person.Id, null, Signature, cancellation) is ManageOutcome.Invited { Invite: var invite })
                    tell(place.Line(one.Person.Login, invite));
            }
        }

        tell("Roles, e-mail addresses, who is disabled, and the accounts of devices are those of the backup: look at them first, and give");
        tell("an invite only to whom it is for.");
    }

    private static bool RunsTheHouse(Person person) =>
        person.Roles.Any(role => role.Role == Role.Administrator && role.Community is null);
}
