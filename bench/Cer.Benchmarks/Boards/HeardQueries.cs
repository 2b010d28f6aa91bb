using Cer.Operations.Dashboards;
using Cer.Operations.Dashboards.Sql;

namespace Cer.Benchmarks.Boards;

/// <summary>Keeps the last statement that was run, to run it bare beside.</summary>
internal sealed class HeardQueries(IPanelQueries queries) : IPanelQueries
{
    public ExpandedSql? Last { get; private set; }

    public bool IsReady(Audience audience) => queries.IsReady(audience);

    public Task<PanelRun> RunAsync(Audience audience, ExpandedSql sql, MemberDoor? member, CancellationToken cancellation)
    {
        Last = sql;
        return queries.RunAsync(audience, sql, member, cancellation);
    }

    public Task<IReadOnlyList<int>> MembersAsync(CancellationToken cancellation) => queries.MembersAsync(cancellation);
}
