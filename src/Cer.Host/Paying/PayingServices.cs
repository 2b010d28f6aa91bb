using Cer.Host.Deadlines;
using Cer.Host.Paying.Payouts;
using Cer.Operations.Paying;
using Cer.Operations.Paying.Books;
using Cer.Operations.Paying.Payouts;
using Cer.Operations.Reconciling;
using Cer.Storage.Paying;
using Cer.Storage.Paying.Payouts;

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
        .AddSingleton<Payables>()
        .AddSingleton<IBookStore, BookStore>()
        .AddSingleton<IProposalStore, ProposalStore>()
        .AddSingleton<WriteEntry>()
        .AddSingleton<IBankStore, BankStore>()
        .AddSingleton<IYearStore, YearStore>()
        .AddSingleton<HandOutYear>()
        .AddSingleton<PressYears>()
        .AddSingleton<SendYear>()
        .AddSingleton<SentYears>()
        .AddSingleton<IPayoutStore, PayoutStore>()
        .AddSingleton<IBookingStore, BookingStore>()
        .AddSingleton<GuessParts>()
        .AddSingleton<IBankLayouts, BankLayouts>()
        .AddSingleton<MakePayouts>();

    public static void MapPaying(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/communities/{community}").WithTags("Money");
        group.MapMoney();
        group.MapSale();
        group.MapPayables();
        group.MapTaxes();
        group.MapDeadlines();
        group.MapBooks();
        group.MapBanks();
        group.MapYears();
        group.MapPayouts();
        group.MapImports();
        group.MapBookings();
        group.MapLayouts();
        group.MapProposals();
    }
}
