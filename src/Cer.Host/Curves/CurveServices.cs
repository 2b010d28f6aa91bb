using Cer.Operations.Importing;
using Cer.Operations.Ports;
using Cer.Storage;

namespace Cer.Host.Curves;

/// <summary>What distributors' curves need.</summary>
internal static class CurveServices
{
    public static IServiceCollection AddCurves(this IServiceCollection services) => services
        .AddSingleton<ICurveStore, CurveStore>()
        .AddSingleton<ImportCurves>();
}
