using Cer.Domain;
using Cer.Domain.Codes;

namespace Cer.Operations.Submitting;

/// <summary>A month in the report: its indices, how far it can be trusted, and the parts of its contribution.</summary>
/// <param name="Month">The month.</param>
/// <param name="Status">Final, provisional or partial.</param>
/// <param name="Kpis">Energies and indices.</param>
/// <param name="Tip">The tariff of all units; null while not known.</param>
/// <param name="Cac">The contribution; null while its rate is not confirmed.</param>
public sealed record ComplianceMonth(MarketMonth Month, MonthStatus Status, CommunityKpis Kpis, Money? Tip, Money? Cac);
