using Cer.Domain;
using Cer.Host.Looks;
using Cer.Host.People;
using Cer.Host.Viewing;
using Cer.Operations.Ports;

namespace Cer.Host.Devices;

/// <summary>What a device tells of a day beside active energy; nothing is settled by it.</summary>
internal static class PowerEndpoints
{
    public static void MapPowers(this IEndpointRouteBuilder routes) => routes
        .MapGet("/api/communities/{community}/devices/{device}/powers", Day).WithTags("Devices").RequireStaff().LooksAtDevice()
        .WithSummary("Powers and reactive energies of a day, by the quarter; kept for the month that runs and three before it.");

    private static async Task<IResult> Day(
        string community,
        string device,
        string? day,
        string? format,
        HttpContext context,
        ICommunityStore communities,
        IPowerStore powers,
        CancellationToken cancellation)
    {
        var (csv, noFormat) = Asked.Format(format);
        var (date, noDay) = Asked.Day(day);
        if ((noFormat ?? noDay) is { } problem) return problem;
        if (date is not { } its) return Problems.Bad("Found no day, expected one such as 2026-10-25.");
        if (await communities.FindAsync(community, cancellation) is not { } found) return Problems.NoCommunity;
        var told = await powers.ReadAsync(found, device, MarketHour.SpanOf(its), cancellation);
        return told is null
            ? Problems.NotFound("Found no such device, expected one that devices lists.")
            : Answer.Table(context, csv, $"{community}-potenze-{its:yyyy-MM-dd}", [.. told.Select(PowerRow.Of)], PowerRow.Columns);
    }
}
