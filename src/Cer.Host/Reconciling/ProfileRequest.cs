using Cer.Exchange.Gse;

namespace Cer.Host.Reconciling;

/// <summary>A profile as a page sends it; what it leaves out is as in the program's own.</summary>
internal sealed record ProfileRequest(
    string? Name,
    string? Decimals,
    string? Months,
    string? Days,
    string? Energy,
    int? HeaderLine,
    string? Kind,
    Dictionary<string, string>? Columns,
    Dictionary<string, string>? Kinds,
    Dictionary<string, string>? Charges,
    Dictionary<string, string>? Treatments,
    Dictionary<string, string>? Units)
{
    public StatementProfile Read() => new()
    {
        Name = Name?.Trim() ?? "",
        Decimals = Decimals ?? "comma",
        Months = Months ?? "MM/yyyy",
        Days = Days ?? "dd/MM/yyyy",
        Energy = Energy ?? "kWh",
        HeaderLine = HeaderLine ?? 1,
        Kind = Kind,
        Columns = Columns ?? [],
        Kinds = Kinds ?? [],
        Charges = Charges ?? [],
        Treatments = Treatments ?? [],
        Units = Units ?? [],
    };
}
