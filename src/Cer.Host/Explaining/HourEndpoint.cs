using Cer.Host.Looks;
using Cer.Host.Viewing;
using Cer.Operations.Explaining;
using Cer.Operations.Looks;
using Cer.Operations.Ports;
using Cer.Operations.Viewing;

namespace Cer.Host.Explaining;

/// <summary>One hour that the staff asks about, for itself or for a member who did.</summary>
internal static class HourEndpoint
{
    public static void MapHour(this RouteGroupBuilder group) => group.MapGet("/hour", GetAsync)
        .LooksAtMember(LookKind.Hour)
        .WithSummary("The hour ?at=2026-01-31T11:00:00Z: what was shared and earned; ?member=ID for what of it was a member's.");

    private static async Task<IResult> GetAsync(
        string community,
        string? at,
        string? member,
        ICommunityStore communities,
        IRegistryView registry,
        ExplainHour explain,
        CancellationToken cancellation)
    {
        var (hour, problem) = Asked.Hour(at);
        if (problem is not null) return problem;
        if (await communities.FindAsync(community, cancellation) is not { } found) return Problems.NoCommunity;
        string? code = null;
        if (member is not null)
        {
            var number = Asked.Number(member);
            code = (await registry.NumbersAsync(found, cancellation)).Members
                .Where(known => known.Value == number).Select(known => known.Key).FirstOrDefault();
            if (code is null)
                return Problems.NotFound("Found no such member, expected the number of one: the members' page lists them.");
        }

        return HourAnswerView.Answer(await explain.RunAsync(found, hour!.Value, code, cancellation), isOwn: false);
    }
}
