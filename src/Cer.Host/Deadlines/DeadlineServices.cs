using Cer.Operations.Deadlines;
using Cer.Storage.Deadlines;

namespace Cer.Host.Deadlines;

/// <summary>What the calendar of deadlines is made of.</summary>
internal static class DeadlineServices
{
    public static IServiceCollection AddDeadlines(this IServiceCollection services) => services
        .AddSingleton<IDeadlineStore, DeadlineStore>()
        .AddSingleton<KeepDeadlines>()
        .AddSingleton<MarkDeadlines>()
        .AddSingleton<MarkPayments>();
}
