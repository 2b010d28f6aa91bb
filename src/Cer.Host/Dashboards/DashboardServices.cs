using Cer.Host.Data;
using Cer.Operations.Dashboards;
using Cer.Storage.Dashboards;

namespace Cer.Host.Dashboards;

/// <summary>What the dashboards need.</summary>
internal static class DashboardServices
{
    public static IServiceCollection AddDashboards(this IServiceCollection services, Settings settings) => services
        .AddSingleton(_ => settings.DashboardFolder is { } folder ? BoardFiles.Of(folder) : BoardFiles.Shipped)
        .AddSingleton<IPanelQueries>(_ => new PanelQueries(settings.RepConnection, settings.MemberConnection))
        .AddSingleton<RunStatements>()
        .AddSingleton<ChooseVariables>()
        .AddSingleton<AskBoard>()
        .AddSingleton<MemberReads>()
        .AddSingleton<NoteBoard>()
        .AddSingleton<PublicPace>()
        .AddSingleton(provider => ActivatorUtilities.CreateInstance<PublicDoor>(provider, settings));

    /// <summary>A dashboard with a fault is shown nowhere: the program does not start with one.</summary>
    /// <exception cref="UserFault">There is one.</exception>
    public static void CheckDashboards(this IServiceProvider services)
    {
        if (services.GetRequiredService<BoardSet>().Findings is { Count: > 0 } findings) throw new UserFault(
            $"{findings[0]}{(findings.Count == 1 ? "" : $", and {findings.Count - 1} more")}: cer dashboards check tells all.");
    }
}
