using Cer.Host.Blocks;
using Cer.Host.Data;
using Cer.Workflows.Activities;

namespace Cer.Host.Workflows;

/// <summary>The one catalogue of activities: those of Elsa's format and all blocks of our own.</summary>
internal sealed class FlowCatalog(IEnumerable<IBlocks> blocks)
{
    public ActivityCatalog Activities { get; } = new([.. ActivityCatalog.Standard, .. blocks.SelectMany(family => family.All)]);

    /// <summary>Calls a use with the catalogue of an installation that is nowhere: to look at definitions, not to run them.</summary>
    public static T WithoutInstallation<T>(Func<ActivityCatalog, T> use)
    {
        var nowhere = new Settings("Host=127.0.0.1;Port=1", null, null);
        using var services = new ServiceCollection().AddLogging().AddServer(nowhere, TimeProvider.System).BuildServiceProvider();
        return use(services.GetRequiredService<FlowCatalog>().Activities);
    }
}
