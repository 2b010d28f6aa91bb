using Cer.Host.Looks;
using Cer.Operations.Looks;
using Cer.Operations.Ports;
using Cer.Operations.Viewing;

namespace Cer.Host.Viewing.Members;

/// <summary>The members of a community, as JSON or CSV.</summary>
internal static class MemberEndpoints
{
    public static void MapMembers(this RouteGroupBuilder group)
    {
        group.MapGet("/members", GetMembers).LooksAtAll(LookKind.Members)
            .WithSummary("The members with the last month that was settled.");
        group.MapGet("/members/{member}", GetMember).LooksAtMember(LookKind.Member)
            .WithSummary("A member with its points and months; as CSV one of its tables: months, points.");
    }

    private static async Task<IResult> GetMembers(
        string community,
        string? format,
        HttpContext context,
        ICommunityStore communities,
        ViewMembers view,
        CancellationToken cancellation)
    {
        var (csv, problem) = Asked.Format(format);
        if (problem is not null) return problem;
        if (await communities.FindAsync(community, cancellation) is not { } found
            || await view.ListAsync(found, cancellation) is not { } members) return Problems.NoCommunity;
        MemberView[] views = [.. members.Select(MemberView.Of)];
        return Answer.Table(context, csv, $"{community}-membri", views, MemberView.Columns);
    }

    private static async Task<IResult> GetMember(
        string community,
        string member,
        string? format,
        string? table,
        HttpContext context,
        ICommunityStore communities,
        ViewMembers view,
        CancellationToken cancellation)
    {
        var (csv, noFormat) = Asked.Format(format);
        var (which, noTable) = Asked.Table(table, "months", "points");
        if ((noFormat ?? noTable) is { } problem) return problem;
        if (await communities.FindAsync(community, cancellation) is not { } found) return Problems.NoCommunity;
        if (Asked.Number(member) is not { } id || await view.RunAsync(found, id, cancellation) is not { } page)
            return Problems.NotFound("Found no such member, expected the number of one: members lists them.");
        var answer = MemberDetailView.Of(page);
        if (!csv) return TypedResults.Ok(answer);
        var name = $"{community}-membro-{id}-{which}";
        return which == "points"
            ? Answer.Table(context, csv, name, answer.Points, MemberDetailView.PointView.Columns)
            : Answer.Table(context, csv, name, answer.Months, MemberMonthView.Columns);
    }
}
