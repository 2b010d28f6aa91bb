using Cer.Host.Data;
using Cer.Operations.Dashboards;
using Cer.Storage.Dashboards;
using Microsoft.Extensions.DependencyInjection;

namespace Cer.Host.Tests.People;

/// <summary>Dashboards on a machine that is busy: what their figures say is tested, not how soon they come.</summary>
internal static class PatientBoards
{
    // What the tests leave a statement or a turn, so that none is refused for its length.
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);

    /// <summary>Gives statements so long; or, when left out, statements and turns much longer than the product does.</summary>
    public static void AddTo(IServiceCollection services, Settings settings, TimeSpan? patience)
    {
        services.AddSingleton<IPanelQueries>(
            _ => new PanelQueries(settings.RepConnection, settings.MemberConnection, patience ?? Long));
        if (patience is null) services.AddSingleton(all => new RunStatements(
            all.GetRequiredService<IPanelQueries>(), all.GetRequiredService<TimeProvider>(), Long));
    }
}
