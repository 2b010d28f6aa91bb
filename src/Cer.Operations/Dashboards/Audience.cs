namespace Cer.Operations.Dashboards;

/// <summary>Whom a dashboard is for.</summary>
public enum Audience
{
    /// <summary>Those who work for the community: sums of it, read from <c>rep</c>.</summary>
    Staff,

    /// <summary>A member: its own, read from <c>mine</c>.</summary>
    Member,

    /// <summary>Everybody: sums of a community of at least five members, read from <c>rep</c>.</summary>
    Public,
}
