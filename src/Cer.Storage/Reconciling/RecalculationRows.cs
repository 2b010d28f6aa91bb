using Cer.Operations.Ports;
using Cer.Settlement.Closing;
using Npgsql;

namespace Cer.Storage.Reconciling;

/// <summary>Whose the recalculations of closed months are, on a connection of the caller.</summary>
internal static class RecalculationRows
{
    private const string LinesSql = """
        select line.corrects, taken.month, taken.run_id, unit.code, member.code, line.fund, line.tip_cents, line.cac_cents,
          line.surplus_cents, line.number
        from core.recalculation_line as line
        join core.recalculation as taken on taken.community_id = line.community_id and taken.corrects = line.corrects
          and taken.number = line.number
        left join core.unit as unit on unit.community_id = line.community_id and unit.id = line.unit_id
        left join core.member as member on member.community_id = line.community_id and member.id = line.member_id
        where line.community_id = $1
        order by line.corrects, line.number, unit.code, member.code, line.fund
        """;

    /// <summary>As lines that correct closed months, beside those of late data.</summary>
    public static async Task<IEnumerable<CorrectionLine>> LinesAsync(
        NpgsqlConnection connection, CommunityId community, CancellationToken cancellation) =>
        (await NumberedAsync(connection, community, cancellation)).Select(one => one.Line);

    /// <summary>The same, each with the number of its recalculation.</summary>
    public static Task<List<(int Number, CorrectionLine Line)>> NumberedAsync(
        NpgsqlConnection connection, CommunityId community, CancellationToken cancellation) => connection.ListAsync(
        LinesSql,
        row => (row.GetInt32(9), new CorrectionLine(
            row.ReadMonth(0),
            row.ReadMonth(1),
            row.GetInt64(2),
            row.GetInt64(2),
            new(
                row.ReadText(3) is { } unit ? new(AmountKind.Unit, unit)
                    : row.ReadText(4) is { } member ? new(AmountKind.Member, member)
                    : new(AmountKind.Fund, row.GetString(5)),
                new(row.GetInt64(6)),
                new(row.GetInt64(7)),
                new(row.GetInt64(8))),
            [CorrectionLine.Recalculation])),
        cancellation,
        community.Value);
}
