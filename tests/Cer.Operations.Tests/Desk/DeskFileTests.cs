using Cer.Operations.Desk;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace Cer.Operations.Tests.Desk;

/// <summary>Tables of new members, as spreadsheets write them and as they should not.</summary>
public class DeskFileTests
{
    private const string Header = "nome;categoria;pod;tensione;dal;documento;numero;data_documento;conservato\r\n";
    private const string Good = "Famiglia Acero;persona fisica;it999e00000011;BT;01/03/2026;modulo;7;20/02/2026;armadio 2\r\n";
    private static readonly LocalDate Today = new(2026, 3, 10);

    [Fact]
    public void The_template_enrols_nobody_and_takes_rows_below_it()
    {
        Assert.Equal(("rows", "empty"), Told(DeskFileReader.Template));
        var file = DeskFileReader.Read(
            DeskFileReader.Template + Good.Replace("\r\n", ";acero@esempio.example\r\n", StringComparison.Ordinal), Today, []);
        Assert.Empty(file.Faults);
        var one = Assert.Single(Assert.IsType<DeskAct.Enrol>(file.Wish!.Act).Members);
        Assert.Equal(("Famiglia Acero", "IT999E00000011", new LocalDate(2026, 3, 1)), (one.Name, one.Points[0].Pod, one.From));
        Assert.Equal(new("form", "7", new(2026, 2, 20), "armadio 2"), one.Evidence);
        Assert.Equal("acero@esempio.example", $"{one.Email}");
    }

    [Fact]
    public void A_column_that_was_only_formatted_is_no_column()
    {
        var file = DeskFileReader.Read(Header.Replace("\r\n", ";;\r\n", StringComparison.Ordinal) + Good.Replace("\r\n", ";;\r\n",
            StringComparison.Ordinal), Today, []);
        Assert.Empty(file.Faults);
    }

    [Fact]
    public void Two_people_of_one_name_are_asked_about()
    {
        Assert.Equal(("rows[3].name", "same_name"), Told(Header + Good
            + "Famiglia Acero;persona fisica;it999e00000012;BT;01/03/2026;modulo;8;20/02/2026;armadio 2\r\n"));
        Assert.Equal(("rows[3].name", "same_name"), Told(Header + Good
            + "FAMIGLIA ACERO;persona fisica;it999e00000012;BT;02/03/2026;modulo;7;20/02/2026;armadio 2\r\n"));
    }

    [Fact]
    public void A_name_whose_letters_were_lost_is_refused() => Assert.Equal(
        ("rows[2].name", "broken"), Told(Header + Good.Replace("Acero", "Nicol\ufffd", StringComparison.Ordinal)));

    private static (string Field, string Code) Told(string text)
    {
        var fault = Assert.Single(DeskFileReader.Read(text, Today, []).Faults);
        return (fault.Field, fault.Code);
    }

    [Fact]
    public void Two_rows_of_one_name_are_one_member_with_two_points_and_commas_and_quotes_are_read()
    {
        var text = Header.Replace(';', ',') + "\"Acero, Famiglia\",natural_person,IT999E00000011,,2026-03-01,form,,2026-02-20,\"busta "
            + "\"\"A\"\"\"\n"
            + "\"Acero, Famiglia\",natural_person,IT999E00000012,MT,2026-03-01,form,,2026-02-20,\"busta \"\"A\"\"\"\n";
        var file = DeskFileReader.Read(text, Today, []);
        Assert.Empty(file.Faults);
        var one = Assert.Single(Assert.IsType<DeskAct.Enrol>(file.Wish!.Act).Members);
        Assert.Equal(("Acero, Famiglia", 2, "busta \"A\""), (one.Name, one.Points.Count, one.Evidence!.KeptAt));
    }

    [Theory]
    [InlineData("", "rows", "empty")]
    [InlineData("nome;categoria\r\nx;y\r\n", "rows[1].pod", "column")]
    [InlineData(Header, "rows", "empty")]
    [InlineData(Header + "\"mai chiusa;x\r\n", "rows", "quotes")]
    [InlineData(Header + "a;b\r\n", "rows[2]", "cells")]
    [InlineData(Header + "=1+1;persona fisica;IT999E00000011;BT;01/03/2026;modulo;;20/02/2026;x\r\n", "rows[2].name", "formula")]
    [InlineData(Header + "F;persona;IT999E00000011;BT;01/03/2026;modulo;;20/02/2026;x\r\n", "rows[2].category", "category")]
    [InlineData(Header + Good + "F;pmi;IT99;BT;01/03/2026;modulo;;20/02/2026;x\r\n", "rows[3].points[0].pod", "pod_form")]
    [InlineData(Header + "F;pmi;IT999E00000011;BT;31/02/2026;modulo;;20/02/2026;x\r\n", "rows[2].day", "day_form")]
    [InlineData(Header + "F;pmi;IT999E00000011;BT;01/03/9990;modulo;;20/02/2026;x\r\n", "rows[2].day", "day_form")]
    [InlineData(Header + "F;pmi;IT999E00000011;BT;01/03/2026;modulo;;-0001-01-01;x\r\n", "rows[2].evidence.dated", "day_form")]
    [InlineData(Header + "F;pmi;IT999E00000011;BT;01/03/2026;modulo;;20/03/2026;x\r\n", "rows[2].evidence.dated", "future")]
    [InlineData(Header + "F;pmi;IT999E00000011;BT;01/03/2026;foglio;;20/02/2026;\r\n", "rows[2].evidence.kind", "evidence")]
    public void What_is_wrong_is_told_with_its_row_and_column(string text, string field, string code) =>
        Assert.Contains(DeskFileReader.Read(text, Today, []).Faults, fault => (fault.Field, fault.Code) == (field, code));

    [Fact]
    public void A_file_beyond_the_bounds_is_refused_whole()
    {
        Assert.Equal("rows", Assert.Single(DeskFileReader.Read(
            Header + string.Concat(Enumerable.Repeat(Good, DeskFileReader.MostRows + 1)), Today, []).Faults).Code);
        Assert.Equal("size", Assert.Single(DeskFileReader.Read(new('x', DeskFileReader.MostCharacters + 1), Today, []).Faults).Code);
    }

    [Fact]
    public void Whatever_a_file_holds_it_is_read_or_refused_and_no_fault_tells_a_point() => Prop.ForAll(
        ArbMap.Default.ArbFor<string>(), text =>
        {
            foreach (var whole in (string[])[text ?? "", Header + text, Header + Good.Replace("Acero", text, StringComparison.Ordinal)])
            {
                var file = DeskFileReader.Read(whole, Today, []);
                Assert.True(file.Wish is not null || file.Faults.Count > 0);
                Assert.All(file.Faults, fault => Assert.DoesNotContain("IT999E", fault.ToString(), StringComparison.OrdinalIgnoreCase));
            }

            return true;
        }).QuickCheckThrowOnFailure();
}
