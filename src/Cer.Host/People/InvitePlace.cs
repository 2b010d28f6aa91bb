using Cer.Host.Data;
using NodaTime.Text;

namespace Cer.Host.People;

/// <summary>Where invites lead, for who works at the command line.</summary>
internal sealed class InvitePlace(Settings settings)
{
    private string Place => settings.PublicUrl is { Length: > 0 } open
        ? open.TrimEnd('/')
        : $"{settings.Url ?? Settings.DefaultUrl}{settings.PathBase}";

    public string Line(string login, MadeInvite invite) =>
        $"{login}  {Place}{invite.Path}  until {InstantPattern.General.Format(invite.ExpiresAt)}";
}
