global using CuaRl.TestKit.Waiting;
