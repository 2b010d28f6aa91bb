using Cer.Host.Gateway;
using Cer.Host.People;
using Cer.Host.Viewing;
using Cer.Operations.Ports;
using NodaTime;
using NodaTime.Text;

namespace Cer.Host.Devices;

/// <summary>The EnergyCommunityID of a community: messages that name another are kept apart.</summary>
internal static class IdentifierEndpoints
{
    public static void MapIdentifier(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/communities/{community}/identifier").WithTags("Devices");
        group.MapGet("", Get).RequireStaff().WithSummary("The EnergyCommunityID that messages must name, where they name one.");
        group.MapPost("", Declare).RequireRoles(Role.Administrator).WithMetadata(new BodySize(SmallBody.MostBytes))
            .WithSummary("Declares the EnergyCommunityID, or takes it back with null.");
    }

    /// <summary>What is wrong with an identifier; null when nothing is.</summary>
    public static string? Problem(string identifier) =>
        identifier.Length is 0 or > DeclaredIdentifier.Longest || identifier.Any(char.IsControl)
            ? $"found nothing, a long one or one with control characters, expected 1 to {DeclaredIdentifier.Longest} characters"
            : null;

    private static async Task<IResult> Get(
        string community, ICommunityStore communities, IIdentifierStore identifiers, CancellationToken cancellation)
    {
        if (await communities.FindAsync(community, cancellation) is not { } found) return Problems.NoCommunity;
        var stands = await identifiers.FindAsync(found, cancellation);
        return TypedResults.Ok(new
        {
            identifier = stands?.Identifier,
            reason = stands?.Reason,
            author = stands?.Author,
            at = stands is null ? null : InstantPattern.General.Format(stands.At),
        });
    }

    private static async Task<IResult> Declare(
        string community,
        HttpRequest request,
        ICommunityStore communities,
        IIdentifierStore identifiers,
        TimeProvider time,
        CancellationToken cancellation)
    {
        var (asked, problem) = await SmallBody.ReadAsync<IdentifierRequest>(request, cancellation);
        if ((problem ?? SmallBody.Reason(asked!.Reason)) is { } wrong) return wrong;
        var identifier = asked!.Identifier?.Trim();
        if (identifier is not null && Problem(identifier) is { } misfit) return Problems.Bad($"identifier: {misfit}.");
        if (await communities.FindAsync(community, cancellation) is not { } found) return Problems.NoCommunity;
        await identifiers.DeclareAsync(
            found,
            identifier,
            asked.Reason!.Trim(),
            request.HttpContext.Person().Login,
            Instant.FromDateTimeOffset(time.GetUtcNow()),
            cancellation);
        return TypedResults.NoContent();
    }
}
