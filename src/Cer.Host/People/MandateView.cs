using Cer.Operations.Mine;
using NodaTime.Text;

namespace Cer.Host.People;

/// <summary>A member for whom a person may act today, as the pages know it.</summary>
internal sealed record MandateView(long Id, string Community, string CommunityName, string Member, string From, string To)
{
    /// <summary>Those of a session; null for whoever is nobody's delegate, of whom nothing is asked.</summary>
    public static async Task<IReadOnlyList<MandateView>?> OfAsync(HttpContext context, Person person, SecretToken? session)
    {
        if (session is null || person.Roles.All(role => role.Role != Role.Delegate)
            || context.RequestServices.GetService<ReadMine>() is not { } read) return null;
        var found = await read.MandatesAsync(session, context.RequestAborted);
        return
        [
            .. found.Select(one => new MandateView(
                one.Id,
                one.Community,
                one.CommunityName,
                one.Member,
                LocalDatePattern.Iso.Format(one.From),
                LocalDatePattern.Iso.Format(one.To))),
        ];
    }
}
