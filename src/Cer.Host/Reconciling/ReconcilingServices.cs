using Cer.Host.Data;
using Cer.Operations.Reconciling;
using Cer.Reporting;
using Cer.Storage.Reconciling;

namespace Cer.Host.Reconciling;

/// <summary>GSE's statements, what they are held against, and the dossiers about differences.</summary>
internal static class ReconcilingServices
{
    public static IServiceCollection AddReconciling(this IServiceCollection services, Settings settings) => services
        .AddSingleton<IStatementStore, StatementStore>()
        .AddSingleton<IReconciliationStore, ReconciliationStore>()
        .AddSingleton<ImportStatement>()
        .AddSingleton<ReadReconciliation>()
        .AddSingleton<ReconcileMonths>()
        .AddSingleton<IRecalculationStore, RecalculationStore>()
        .AddSingleton<Recalculate>()
        .AddSingleton<IDossierWriter>(_ => new DossierWriter(settings.Reports?.Contact))
        .AddSingleton<MakeDossier>();

    public static void MapReconciling(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/communities/{community}").WithTags("Reconciliation");
        group.MapStatements();
        group.MapReconciliation();
        group.MapRecalculations();
        group.MapDossiers();
    }
}
