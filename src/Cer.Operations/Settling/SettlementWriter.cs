using Cer.Exchange.Csv;
using Cer.Settlement;
using Cer.Settlement.Distributing;
using Cer.Settlement.Months;
using Cer.Settlement.Years;

namespace Cer.Operations.Settling;

/// <summary>Writes a settlement as the files of the contract; the hours of a month as soon as it is settled.</summary>
public sealed class SettlementWriter : IDisposable
{
    private readonly IContractOutput _output;
    private readonly CsvWriter _hours;
    private readonly CsvWriter _unitHours;

    public SettlementWriter(IContractOutput output)
    {
        _output = output;
        _hours = Table("hours.csv", "start,injected_kwh,withdrawn_kwh,shared_kwh,missing_pods");
        _unitHours = Table(
            "plant_hours.csv",
            "start,plant,injected_kwh,shared_kwh,incentivised_kwh,exempt_kwh,price_eur_mwh,tip_eur_mwh,tip_eur");
    }

    /// <summary>Writes the hours of a month.</summary>
    public void Write(MonthSettlement month)
    {
        var first = month.Month.FirstHour;
        for (var hour = 0; hour < month.Hours.Shared.Length; hour++)
        {
            _hours.Hour(first + hour)
                .Energy(month.Hours.Injected[hour])
                .Energy(month.Hours.Withdrawn[hour])
                .Energy(month.Hours.Shared[hour])
                .Text(month.MissingPods[hour] is { } missing ? string.Join(';', missing) : "")
                .EndRow();
            foreach (var unit in month.UnitHours)
                if (unit.Active[hour]) WriteUnitHour(unit, first, hour);
        }
    }

    /// <summary>Writes everything else.</summary>
    public void Finish(SettlementResult result, RunRecord run)
    {
        WriteUnitMonths(result.Months);
        WriteMembers(result);
        WriteFunds(result.Paid);
        WriteYears(result.Surplus);
        WriteAdvances(result.Months);
        WriteFees(result.Fees);
        using var json = _output.Create("run.json");
        RunJson.Write(json, result, run);
        Dispose();
    }

    public void Dispose()
    {
        _hours.Dispose();
        _unitHours.Dispose();
    }

    private void WriteUnitHour(UnitHours unit, long first, int hour)
    {
        _unitHours.Hour(first + hour).Text(unit.Unit.Id);
        if (unit.Counted[hour]) _unitHours.Energy(unit.Injected[hour]);
        else _unitHours.Empty();
        _unitHours.Energy(unit.Shared[hour])
            .Energy(unit.Incentivised[hour])
            .Energy(unit.Exempt[hour])
            .Number(unit.Price[hour])
            .Number(unit.Tariff[hour])
            .Number(unit.Premium[hour])
            .EndRow();
    }

    private void WriteUnitMonths(IReadOnlyList<MonthSettlement> months)
    {
        using var table = Table("plant_months.csv", "month,plant,injected_kwh,shared_kwh,incentivised_kwh,tip_eur,cac_eur");
        foreach (var month in months)
            foreach (var unit in month.Units)
                table.Text(month.Month.ToString()).Text(unit.Unit.Id)
                    .Energy(unit.Injected).Energy(unit.Shared).Energy(unit.Incentivised)
                    .Money(unit.Premium).Money(unit.Cac).EndRow();
    }

    private void WriteMembers(SettlementResult result)
    {
        using var table = Table(
            "members.csv", "month,member,withdrawn_kwh,injected_kwh,shared_kwh,tip_eur,cac_eur,surplus_eur,total_eur");
        foreach (var month in result.Months)
        {
            var dealt = result.PaidOf(month.Month);
            for (var i = 0; i < month.Members.Count; i++)
            {
                var member = month.Members[i];
                table.Text(month.Month.ToString()).Text(member.Member.Id)
                    .Energy(member.Withdrawn).Energy(member.Injected).Energy(member.Shared);
                WriteAmount(table, dealt?.Members[i]);
            }
        }
    }

    private void WriteFunds(IReadOnlyList<PaidMonth> paid)
    {
        using var table = Table("funds.csv", "month,fund,tip_eur,cac_eur,surplus_eur,total_eur");
        foreach (var month in paid)
            foreach (var (fund, amount) in month.Funds)
                WriteAmount(table.Text(month.Month.ToString()).Text(fund), amount);
    }

    private static void WriteAmount(CsvWriter table, DealtAmount? amount) =>
        table.Money(amount?.Premium).Money(amount?.Cac).Money(amount?.Surplus).Money(amount?.Total).EndRow();

    private void WriteYears(IReadOnlyList<SurplusSet> sets)
    {
        using var table = Table(
            "years.csv", "year,set,months,incentivised_kwh,injected_kwh,ratio,threshold,tip_eur,surplus_eur");
        foreach (var set in sets)
            table.Number(set.Year).Text(set.Name).Number(set.Months)
                .Energy(set.Incentivised).Energy(set.Injected)
                .Text(RatioText.Of(set.Ratio)).Number(set.Threshold)
                .Money(set.Premium).Money(set.Surplus).EndRow();
    }

    private void WriteAdvances(IReadOnlyList<MonthSettlement> months)
    {
        using var table = Table("advances.csv", "month,plant,tip_advance_eur,cac_advance_eur");
        foreach (var month in months)
            foreach (var unit in month.Units)
                table.Text(month.Month.ToString()).Text(unit.Unit.Id)
                    .Money(unit.Advance.Premium).Money(unit.Advance.Cac).EndRow();
    }

    private void WriteFees(IReadOnlyList<PlantFee> fees)
    {
        using var table = Table("fees.csv", "year,plant,net_eur,vat_eur");
        foreach (var fee in fees) table.Number(fee.Year).Text(fee.Plant).Money(fee.Net).Money(fee.Vat).EndRow();
    }

    private CsvWriter Table(string name, string header) => new(_output.Create(name), header);
}
