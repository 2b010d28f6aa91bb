using Cer.Host.Deadlines;
using Cer.Operations.Paying;
using Cer.Storage.Paying;

namespace Cer.Host.Paying;

/// <summary>The ledgers, the plan of payments, and what members are paid.</summary>
internal static class PayingServices
{
    public static IServiceCollection AddPaying(this IServiceCollection services) => services
        .AddSingleton<IMoneyStore, MoneyStore>()
        .AddSingleton<ViewMoney>()
        .AddSingleton<ISaleStore, SaleStore>()
        .AddSingleton<ViewSale>()
        .AddSingleton<IPayableStore, PayableStore>()
        .AddSingleton<Payables>();

    public static void MapPaying(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/communities/{community}").WithTags("Money");
        group.MapMoney();
        group.MapSale();
        group.MapPayables();
        group.MapTaxes();
        group.MapDeadlines();
    }
}
