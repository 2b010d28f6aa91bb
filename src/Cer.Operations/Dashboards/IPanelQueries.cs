using Cer.Operations.Dashboards.Sql;

namespace Cer.Operations.Dashboards;

/// <summary>Runs statements of dashboards, each as a role that may read nothing but the views they are for.</summary>
public interface IPanelQueries
{
    /// <summary>Whether there is a way in for dashboards of this audience.</summary>
    bool IsReady(Audience audience);

    /// <summary>Runs a statement, reading only, for at most a few seconds.</summary>
    /// <param name="audience">Decides the role.</param>
    /// <param name="sql">The statement of a file, expanded.</param>
    /// <param name="member">Whose rows there are; for dashboards of members, and only for them.</param>
    /// <param name="cancellation">Stops it in the database as well.</param>
    Task<PanelRun> RunAsync(Audience audience, ExpandedSql sql, MemberDoor? member, CancellationToken cancellation);

    /// <summary>How many members each community has, as dashboards for everybody may know; at most two are told.</summary>
    /// <exception cref="FiguresAwayException">The database cannot be asked now.</exception>
    Task<IReadOnlyList<int>> MembersAsync(CancellationToken cancellation);
}
