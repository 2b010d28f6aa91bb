using Cer.Host.Blocks;
using Cer.Host.Data;
using Cer.Host.Workflows.Hooks;
using Cer.Host.Workflows.Rehearsing;
using Cer.Host.Workflows.Shipped;
using Cer.Storage.Workflows;
using Cer.Workflows.Expressions;
using Cer.Workflows.Hosting;
using Npgsql;

namespace Cer.Host.Workflows;

/// <summary>What workflows need beside the stores of the community.</summary>
internal static class FlowServices
{
    public static IServiceCollection AddWorkflows(this IServiceCollection services, Settings settings) => services
        .AddBlocks(settings)
        .AddSingleton<FlowDuties>()
        .AddSingleton<DueHandOver>()
        .AddSingleton<InstallFlows>()
        .AddSingleton<FlowCatalog>()
        .AddSingleton<Rehearsal>()
        .AddSingleton<SampleTrial>()
        .AddSingleton(provider => new FlowClock(provider.GetRequiredService<TimeProvider>()))
        .AddSingleton<IDefinitionStore>(provider =>
            new DefinitionStore(provider.GetRequiredService<NpgsqlDataSource>(), provider.GetRequiredService<FlowClock>()))
        .AddSingleton<IInboxStore, InboxStore>()
        .AddSingleton<IOutboxStore, Storage.Workflows.OutboxStore>()
        .AddSingleton<IInstanceReader, InstanceReader>()
        .AddSingleton<IRequestSender>(new WebRequests(settings.Workflows?.RefusePrivateAddresses == true))
        .AddSingleton<IDelivery, FlowDelivery>()
        .AddSingleton(_ => new NodeSettings())
        .AddSingleton(Host)
        .AddSingleton<FlowProblems>()
        .AddSingleton<HookGuard>()
        .AddSingleton<FlowRetention>()
        .AddSingleton<DefinitionDesk>()
        .AddSingleton(provider => new InstanceDesk(
            provider.GetRequiredService<IDefinitionStore>(),
            provider.GetRequiredService<IInboxStore>(),
            provider.GetRequiredService<FlowClock>()));

    private static HostServices Host(IServiceProvider provider)
    {
        var clock = provider.GetRequiredService<FlowClock>();
        return new(
            provider.GetRequiredService<FlowCatalog>().Activities,
            provider.GetRequiredService<IDefinitionStore>(),
            ScriptLanguages.Evaluator(clock),
            provider.GetRequiredService<IRequestSender>(),
            clock);
    }
}
