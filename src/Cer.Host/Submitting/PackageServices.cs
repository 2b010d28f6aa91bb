using Cer.Operations.Desk;
using Cer.Operations.GseRequests;
using Cer.Operations.Submitting;
using Cer.Reporting;
using Cer.Storage.Desk;
using Cer.Storage.GseRequests;
using Cer.Storage.Submitting;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Cer.Host.Submitting;

/// <summary>What lays out months for authorities.</summary>
internal static class PackageServices
{
    public static IServiceCollection AddPackages(this IServiceCollection services)
    {
        services.TryAddSingleton<ICo2Store, Co2Store>();
        services.TryAddSingleton<IPackageMaker, MakePackages>();
        return services
            .AddSingleton<IGseRequestStore, GseRequestStore>()
            .AddSingleton<KeepGseRequest>()
            .AddSingleton<ILayoutStore, LayoutStore>()
            .AddSingleton<KeepLayout>()
            .AddSingleton<MakeEnergyPackage>()
            .AddSingleton<MakeComplianceReport>()
            .AddSingleton<IComplianceWriter, ComplianceWriter>()
            .AddSingleton<IProductionStore, ProductionStore>();
    }
}
