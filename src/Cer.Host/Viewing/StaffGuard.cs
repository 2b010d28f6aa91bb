namespace Cer.Host.Viewing;

/// <summary>The one place where the staff's calls get their guard.</summary>
/// <remarks>It lets everybody in until there are accounts of people; then it is theirs, and this goes.</remarks>
internal static class StaffGuard
{
    private const string Somebody = "staff";

    public static RouteGroupBuilder RequireStaff(this RouteGroupBuilder group) => group;

    /// <summary>Who calls: the author of what is decided.</summary>
    public static string StaffLogin(this HttpContext context) =>
        context.User.Identity?.Name is { Length: > 0 } name ? name : Somebody;

    /// <summary>What the caller may be in a community.</summary>
    public static string[] StaffRoles(this HttpContext context, string community) => ["administrator"];
}
