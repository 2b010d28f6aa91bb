using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Host.Viewing;
using Cer.Operations.Checking;
using Cer.Operations.Ports;

namespace Cer.Host.Checking;

/// <summary>What to look at before money is computed, and the other configurations of the legal community.</summary>
internal static class CheckingEndpoints
{
    public static void MapChecking(this RouteGroupBuilder group)
    {
        group.MapGet("/checks", GetAsync).WithSummary("What to look at before money is computed: it changes no figure.");
        group.MapGet("/legal", GetLegalAsync)
            .WithSummary("The configurations of the legal community in ?month=2026-01: shared by zone, self-consumed by substation.");
    }

    private static async Task<IResult> GetAsync(
        string community,
        ICommunityStore communities,
        ILegalStore legal,
        CheckCommunity check,
        CancellationToken cancellation)
    {
        if (await communities.FindAsync(community, cancellation) is not { } found) return Problems.NoCommunity;
        return await check.RunAsync(found, cancellation) is { } findings
            ? TypedResults.Ok(new
            {
                Findings = findings.Select(FindingView.Of).ToArray(),
                Legal = (await legal.OfAsync(found, cancellation))?.Code,
            })
            : TypedResults.Problem(
                "Found a declaration that cannot be read, expected one without faults: cer settle tells them.", statusCode: 409);
    }

    private static async Task<IResult> GetLegalAsync(
        string community, string? month, ICommunityStore communities, ViewLegalMonth view, CancellationToken cancellation)
    {
        var (asked, problem) = Asked.Month(month);
        if (problem is not null) return problem;
        if (asked is not { } wanted) return Problems.Bad("Found no month, expected one such as ?month=2026-01.");
        if (await communities.FindAsync(community, cancellation) is not { } found) return Problems.NoCommunity;
        if (await view.RunAsync(found, wanted, cancellation) is not { } legal)
            return Problems.NotFound(
                "Found a configuration that stands alone, expected one that joined a legal community: cer legal join.");
        return TypedResults.Ok(new
        {
            legal.Legal.Code,
            legal.Legal.Name,
            Month = $"{legal.Month}",
            Configurations = legal.Configurations.Select(part => new
            {
                part.Configuration.Code,
                part.Configuration.Name,
                Kind = CodeLists.Configurations.Word(part.Configuration.Kind),
                part.Substation,
                Zone = part.Zone is { } zone ? CodeLists.Zones.Word(zone) : null,
                InjectedKwh = Kwh(part.Injected),
                WithdrawnKwh = Kwh(part.Withdrawn),
                SelfConsumedKwh = Kwh(part.SelfConsumed),
            }).ToArray(),
            Zones = legal.Zones.Select(zone => new
            {
                Zone = CodeLists.Zones.Word(zone.Zone),
                InjectedKwh = Kwh(zone.Injected),
                WithdrawnKwh = Kwh(zone.Withdrawn),
                SharedKwh = Kwh(zone.Shared),
                SelfConsumedKwh = Kwh(zone.SelfConsumed),
            }).ToArray(),
        });
    }

    private static decimal? Kwh(long? micro) => micro is { } known ? Energy.FromMicroKilowattHours(known).KilowattHours : null;
}
