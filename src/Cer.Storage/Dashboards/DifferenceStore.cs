using Cer.Operations.Dashboards;
using Cer.Operations.Ports;
using NodaTime;
using Npgsql;

namespace Cer.Storage.Dashboards;

/// <summary>Whose figures totals come down to, as the database finds them.</summary>
public sealed class DifferenceStore(NpgsqlDataSource db) : IDifferences
{
    private const string MembersSql = "select * from core.told_by_difference($1, $2, $3)";

    public async Task<IReadOnlyList<int>> MembersAsync(
        CommunityId community, IReadOnlyCollection<DateInterval> days, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return await connection.ListAsync(
            MembersSql,
            row => row.GetInt32(0),
            cancellation,
            community.Value,
            days.Select(span => span.Start.ToDateOnly()).ToArray(),
            days.Select(span => span.End.ToDateOnly()).ToArray());
    }
}
