namespace Cer.Operations.Dashboards;

/// <summary>Why figures cannot be told now: pages have words of their own for each.</summary>
public enum AwayReason
{
    /// <summary>The database took longer than a panel may.</summary>
    Slow,

    /// <summary>Every way to the database is taken, by us or by others.</summary>
    Busy,

    /// <summary>The database does not know the login, or the password is another.</summary>
    Login,

    /// <summary>The database is not there, starts or stops.</summary>
    Unreachable,

    /// <summary>The statement is refused: a fault of ours.</summary>
    Statement,

    /// <summary>The settings name no way in.</summary>
    Unset,
}
