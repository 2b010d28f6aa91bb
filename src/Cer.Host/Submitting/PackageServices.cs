using Cer.Operations.Submitting;
using Cer.Reporting;
using Cer.Storage.Submitting;

namespace Cer.Host.Submitting;

/// <summary>What lays out months for authorities.</summary>
internal static class PackageServices
{
    public static IServiceCollection AddPackages(this IServiceCollection services) => services
        .AddSingleton<MakeEnergyPackage>()
        .AddSingleton<MakeComplianceReport>()
        .AddSingleton<IComplianceWriter, ComplianceWriter>()
        .AddSingleton<IProductionStore, ProductionStore>();
}
