namespace Cer.Operations.Dashboards;

/// <summary>How running a statement of a dashboard ended.</summary>
public abstract record PanelRun
{
    private PanelRun()
    {
    }

    public sealed record Done(PanelTable Table) : PanelRun;

    /// <summary>The database took longer than a panel may.</summary>
    public sealed record TooLong : PanelRun;

    /// <summary>The database could not be asked.</summary>
    public sealed record Away(AwayReason Reason) : PanelRun;

    /// <summary>The database refused the statement; a code of PostgreSQL, never its words.</summary>
    public sealed record Refused(string SqlState) : PanelRun;
}
