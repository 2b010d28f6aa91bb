using Cer.Host.Data;
using Cer.Operations.Documents;
using Cer.Operations.Paying.Books;
using Cer.Reporting;
using Cer.Storage.Documents;

namespace Cer.Host.Documents;

/// <summary>What making and keeping documents needs.</summary>
internal static class DocumentServices
{
    public static IServiceCollection AddDocuments(this IServiceCollection services, Settings settings) => services
        .AddSingleton<IMonthData, MonthData>()
        .AddSingleton<IDocumentJobs, DocumentJobs>()
        .AddSingleton<IDocumentArchive, DocumentArchive>()
        .AddSingleton<IDocumentWriter>(_ => new DocumentWriter(settings.Reports?.Contact))
        .AddSingleton<IYearWriter>(_ => new YearWriter(settings.Reports?.Contact))
        .AddSingleton<IPdfPress>(_ => new PressRoom())
        .AddSingleton<ReadMonthFacts>()
        .AddSingleton<MakeDocuments>()
        .AddSingleton<ICoverWriter, CoverWriter>()
        .AddSingleton(new ReportReceivers(settings.Reports?.SendTo ?? []))
        .AddSingleton<SendDocuments>()
        .AddSingleton<SentDocuments>();
}
